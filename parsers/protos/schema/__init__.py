"""Field numbers of XLA's protos, one file a subject, in the form that `messages.py` reads.

    message NAME
      NUMBER [repeated|optional|lazy] TYPE NAME

    enum NAME
      NUMBER NAME

What is lazy is left in bytes until it is asked for. Numbers, names and types are those of the proto files of OpenXLA
that each file here names, with fields of TensorFlow 2.21 and jaxlib 0.12. What is not listed is kept as unknown.
"""
