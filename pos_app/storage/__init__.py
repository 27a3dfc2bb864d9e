"""Two encrypted database files, one writer thread each; the only place that names the driver."""
