"""Where applicants' files lie: handed out by our own view, and by nothing else."""

from django.core.files.storage import FileSystemStorage


class WithoutAddress:
    """A mixin: asking for a file's address is a mistake of ours, and must not look like an answer.

    Django would give one below MEDIA_URL, where the file is not, and an S3 store one that opens it to whoever holds it.
    """

    def url(self, *args: object, **kwargs: object) -> str:
        raise ValueError("A private file has no address. Hand it out by a view that asks who is reading.")


class PrivateFileSystemStorage(WithoutAddress, FileSystemStorage):
    pass
