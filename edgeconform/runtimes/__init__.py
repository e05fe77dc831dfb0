"""Run a handler: the kit's side, and one self-contained worker file for each language."""

from edgeconform.runtimes.options import Pin, Variables, WorkerOptions
from edgeconform.runtimes.process_worker import ProcessWorker
from edgeconform.runtimes.worker import Worker, open_worker

__all__ = ["Pin", "ProcessWorker", "Variables", "Worker", "WorkerOptions", "open_worker"]
