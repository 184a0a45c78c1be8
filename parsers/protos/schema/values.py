"""Shapes and literals: xla/xla_data.proto."""

FIELDS = """
message ShapeProto
  2 PrimitiveType element_type
  3 repeated int64 dimensions
  6 repeated bool is_dynamic_dimension
  4 repeated ShapeProto tuple_shapes
  5 LayoutProto layout

message LayoutProto
  1 repeated int64 minor_to_major
  9 repeated DimLevelType dim_level_types
  13 repeated bool dim_unique
  14 repeated bool dim_ordered
  6 repeated TileProto tiles
  16 int64 tail_padding_alignment_in_elements
  7 int64 element_size_in_bits
  8 int64 memory_space
  11 PrimitiveType index_primitive_type
  12 PrimitiveType pointer_primitive_type
  10 ShapeProto physical_shape
  15 int64 dynamic_shape_metadata_prefix_bytes
  17 repeated SplitConfigProto split_configs

message TileProto
  1 repeated int64 dimensions

message SplitConfigProto
  1 int64 dimension
  2 repeated int64 split_indices

message LiteralProto
  1 ShapeProto shape
  2 repeated bool preds
  30 bytes s1s
  26 bytes s2s
  21 bytes s4s
  15 bytes s8s
  31 bytes u1s
  27 bytes u2s
  22 bytes u4s
  3 bytes u8s
  4 repeated int32 s32s
  5 repeated int64 s64s
  6 repeated uint32 u32s
  7 repeated uint64 u64s
  8 repeated float f32s
  9 repeated double f64s
  12 repeated float c64s
  18 repeated double c128s
  10 repeated LiteralProto tuple_literals
  11 bytes f16s
  13 bytes bf16s
  16 bytes u16s
  17 bytes s16s
  32 bytes f4e2m1fns
  29 bytes f8e3m4s
  23 bytes f8e4m3b11fnuzs
  20 bytes f8e4m3fns
  25 bytes f8e4m3fnuzs
  28 bytes f8e4m3s
  24 bytes f8e5m2fnuzs
  19 bytes f8e5m2s
  33 bytes f8e8m0fnus
  14 repeated int64 sparse_indices

enum PrimitiveType
  0 PRIMITIVE_TYPE_INVALID
  1 PRED
  30 S1
  26 S2
  21 S4
  2 S8
  3 S16
  4 S32
  5 S64
  31 U1
  27 U2
  22 U4
  6 U8
  7 U16
  8 U32
  9 U64
  10 F16
  11 F32
  16 BF16
  12 F64
  19 F8E5M2
  28 F8E4M3
  20 F8E4M3FN
  23 F8E4M3B11FNUZ
  29 F8E3M4
  24 F8E5M2FNUZ
  25 F8E4M3FNUZ
  32 F4E2M1FN
  33 F8E8M0FNU
  15 C64
  18 C128
  13 TUPLE
  14 OPAQUE_TYPE
  17 TOKEN
  34 BUFFER

enum DimLevelType
  0 DIM_DENSE
  1 DIM_COMPRESSED
  2 DIM_SINGLETON
  3 DIM_LOOSE_COMPRESSED
"""
