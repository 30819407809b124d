"""Work on pictures that nobody should have to wait for."""

import logging

from django_tasks import task
from wagtail.images.models import SourceImageIOError

from home import renditions
from home.models import CreditedImage

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
