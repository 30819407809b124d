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
    """Before the workers are forked, which all begin as the process that forks them.

    What is loaded by now stays for good, and need never be looked through for garbage. A page makes tens of thousands
    of objects, nearly all gone with it: Python would look through them 30 times.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
