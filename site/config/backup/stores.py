from django.core.files.storage import Storage, storages

from config.backup.archive import MEDIA

STORAGE_OF = dict(zip(MEDIA, ("default", "private"), strict=True))


def storage_of(folder: str) -> Storage:
    """Where the files lie that a backup holds below `folder`."""
    return storages[STORAGE_OF[folder]]
