"""What Django's Russian formats have wrong: a month after its day stands in the genitive."""

MONTH_DAY_FORMAT = "j E"
