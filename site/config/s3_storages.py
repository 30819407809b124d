"""Apart from the other stores: its packages are large, and a site that keeps its files itself need not load them."""

from storages.backends.s3 import S3Storage

from config.storages import WithoutAddress


class PrivateS3Storage(WithoutAddress, S3Storage):
    pass
