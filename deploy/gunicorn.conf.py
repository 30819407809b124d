"""gunicorn's settings: `gunicorn --config deploy/gunicorn.conf.py config.wsgi`, from the project's folder."""

import gc
import multiprocessing
import os
from typing import Any

pythonpath = "site"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", multiprocessing.cpu_count() * 2))
# Threads, because a request waits for the database or the captcha service longer than it computes.
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 30
# A worker starts afresh now and then, so that no leak lives for months.
max_requests = 5000
max_requests_jitter = 500
accesslog = "-"
preload_app = True


def when_ready(server: Any) -> None:
    """What was loaded before the workers are forked stays for good: no worker need ever look through it for garbage."""
    gc.collect()
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """A page makes tens of thousands of objects, nearly all gone with it. Python would look through them 30 times."""
    gc.set_threshold(20_000, 20, 20)
