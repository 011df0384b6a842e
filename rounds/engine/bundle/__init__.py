"""The published bundle of a round: a record as files, the files as a record, and what differs (prioritisation.md 8).

Here belong the formats of published files. What is counted belongs to the engine around it; opening archives and
printing belong to `rounds.verify`. It imports the engine and the standard library.
"""

from .documents import document_hash
from .reading import Incomplete, record_from
from .readme import bundle_name
from .tables import BundleError
from .voices import public
from .writing import contents, files, zipped

__all__ = [
    "BundleError",
    "Incomplete",
    "bundle_name",
    "contents",
    "document_hash",
    "files",
    "public",
    "record_from",
    "zipped",
]
