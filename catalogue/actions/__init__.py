"""Every write of the catalogue that is more than one row: kamus from a sheet, versions of a year, corrections."""
