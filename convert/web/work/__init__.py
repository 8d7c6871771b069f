"""What a worker process does: functions from uploads to answers, which print nothing and know nothing of HTTP."""
