from django.dispatch import Signal

# Sent after the source's neutral values have changed a translation's row. Provides: instance, the translation as saved.
# Not `page_published`: nothing has been published, and its receivers would be told of a revision that nobody made.
neutral_values_changed = Signal()
