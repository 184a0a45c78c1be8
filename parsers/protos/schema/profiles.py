"""Profiles: tsl/profiler/protobuf/xplane.proto; an outline leaves the events in bytes, which are nearly all of it."""

FIELDS = """
message XSpace
  1 repeated XPlane planes
  2 repeated string errors
  3 repeated string warnings
  4 repeated string hostnames

message XSpaceOutline
  1 repeated bytes planes
  4 repeated string hostnames

message XPlaneOutline
  2 string name
  4 repeated EventMetadataEntry event_metadata
  5 repeated StatMetadataEntry stat_metadata
  6 repeated XStat stats

message XPlane
  1 int64 id
  2 string name
  3 repeated XLine lines
  4 repeated EventMetadataEntry event_metadata
  5 repeated StatMetadataEntry stat_metadata
  6 repeated XStat stats

message XLine
  1 int64 id
  10 int64 display_id
  2 string name
  11 string display_name
  3 int64 timestamp_ns
  9 int64 duration_ps
  4 repeated XEvent events

message XEvent
  1 int64 metadata_id
  2 optional int64 offset_ps
  5 optional int64 num_occurrences
  3 int64 duration_ps
  4 repeated XStat stats

message XStat
  1 int64 metadata_id
  2 optional double double_value
  3 optional uint64 uint64_value
  4 optional int64 int64_value
  5 optional string str_value
  6 optional bytes bytes_value
  7 optional uint64 ref_value

message EventMetadataEntry
  1 int64 key
  2 XEventMetadata value

message XEventMetadata
  1 int64 id
  2 string name
  4 string display_name
  3 bytes metadata
  5 repeated XStat stats
  6 repeated int64 child_id

message StatMetadataEntry
  1 int64 key
  2 XStatMetadata value

message XStatMetadata
  1 int64 id
  2 string name
  3 string description
"""
