"""Shardings, meshes and groups of devices: xla/xla_data.proto."""

FIELDS = """
message OpSharding
  1 OpSharding.Type type
  2 ShapeProto tile_shape
  3 repeated int64 tile_assignment_dimensions
  4 repeated int64 tile_assignment_devices
  5 repeated OpSharding tuple_shardings
  6 bool replicate_on_last_tile_dim
  7 repeated OpMetadata metadata
  8 repeated OpSharding.Type last_tile_dims
  9 repeated int64 iota_reshape_dims
  10 repeated int32 iota_transpose_perm
  11 bool is_shard_group
  12 int64 shard_group_id
  13 OpSharding.ShardGroupType shard_group_type
  14 NamedShardingProto named_sharding

message NamedShardingProto
  2 MeshProto mesh
  3 repeated NamedShardingProto.DimensionSharding dim_shardings
  4 repeated AxisRefProto replicated_axes
  5 repeated AxisRefProto unreduced_axes
  7 repeated AxisRefProto manual_axes
  6 repeated OpMetadata metadata

message MeshProto
  1 repeated MeshProto.MeshAxis axes
  2 repeated int64 device_ids
  3 IotaDevices iota_devices

message IotaDevices
  1 repeated int64 reshape_dims
  2 repeated int32 transpose_perm

message MeshProto.MeshAxis
  1 string name
  2 int64 size

message NamedShardingProto.DimensionSharding
  1 repeated AxisRefProto axes
  2 bool is_closed

message AxisRefProto
  1 int64 mesh_axis_index
  2 AxisRefProto.SubAxis sub_axis_info

message AxisRefProto.SubAxis
  1 int64 pre_size
  2 int64 size

message ReplicaGroup
  1 repeated int64 replica_ids

message SourceTarget
  1 int64 source
  2 int64 target

message CollectiveDeviceListProto
  1 repeated ReplicaGroup replica_groups
  2 IotaReplicaGroupListProto iota_replica_group_list

message IotaReplicaGroupListProto
  1 int64 num_replica_groups
  2 int64 num_devices_per_group
  3 repeated int64 iota_reshape_dims
  4 repeated int32 iota_transpose_perm

message MeshAxesReplicaGroupListProto
  1 MeshProto mesh
  2 repeated AxisRefProto axes

enum OpSharding.Type
  0 REPLICATED
  1 MAXIMAL
  2 TUPLE
  3 OTHER
  4 MANUAL
  5 UNKNOWN
  6 UNREDUCED

enum OpSharding.ShardGroupType
  0 AS
  1 LIKE
"""
