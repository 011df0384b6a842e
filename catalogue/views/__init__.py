"""Pages of the kamus: for everybody, and for officials its versions and what changed between them."""
