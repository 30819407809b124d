from django.dispatch import Signal

# Sent before places are counted. Provides: opportunity_id, None where it is about all opportunities.
places_counted = Signal()
# Sent when places of an opportunity are taken or freed, in the transaction that does it. Provides: opportunity_id, and
# may_be_full, whether that fills it or ends its being full.
places_changed = Signal()
