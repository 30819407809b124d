"""Work on files and on the search's index that nobody should have to wait for."""

import logging

from django.apps import apps
from django_tasks import task
from wagtail.images.models import SourceImageIOError

from home import renditions, uploads
from home.models import CreditedImage
from home.search import indexing

logger = logging.getLogger(__name__)


@task(priority=-50)  # Somebody's mail goes first.
def make_renditions(image_id: int) -> None:
    image = CreditedImage.objects.filter(pk=image_id).first()
    if image is None:
        return  # deleted meanwhile
    try:
        renditions.make(image)
    except SourceImageIOError:
        logger.warning("The file of image %s is not there", image_id)


@task()
def make_missing_renditions() -> None:
    """For images whose task was lost, and for all when a release shows pictures in new sizes."""
    for image in renditions.lacking():
        make_renditions.enqueue(image.pk)


@task()
def delete_abandoned_uploads() -> None:
    uploads.delete_abandoned()


@task(priority=-10)
def index_for_search(label: str, pk: int) -> None:
    """`label` as `app.Model`. What has gone meanwhile took its entry along."""
    instance = apps.get_model(label)._default_manager.filter(pk=pk).first()
    if instance is not None:
        indexing.index(instance)


@task(priority=-50)
def index_everything_for_search() -> None:
    indexing.index_everything()
