"""What is done outside requests: the names of jobs, and who works them off."""
