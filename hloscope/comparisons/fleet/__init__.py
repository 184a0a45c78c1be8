"""Fleet: what the dumps of many hosts and nights say, as tables in Parquet files, and questions about them in SQL."""
