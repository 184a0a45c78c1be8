"""Training steps for a profiler to record: `profiled_step.py jax|jax-sharded|tensorflow|torch-xla FOLDER`."""

import os
import sys

STEPS = 5


def record_jax(folder: str) -> None:
    os.environ["JAX_PLATFORMS"] = "cpu"
    import jax
    import jax.numpy as jnp

    def loss(params, x, y):
        first, second = params
        return jnp.mean((jnp.tanh(x @ first) @ second - y) ** 2)

    @jax.jit
    def train_step(params, x, y):
        gradients = jax.grad(loss)(params, x, y)
        return [param - 0.1 * gradient for param, gradient in zip(params, gradients, strict=True)]

    @jax.jit
    def settle(x):
        return jax.lax.fori_loop(0, 10, lambda _, value: jnp.sin(value) @ value, x)

    params = [jnp.ones((128, 256)), jnp.ones((256, 64))]
    x, y, z = jnp.ones((64, 128)), jnp.ones((64, 64)), jnp.ones((64, 64))
    jax.block_until_ready((train_step(params, x, y), settle(z)))
    options = jax.profiler.ProfileOptions()
    options.python_tracer_level = 0
    with jax.profiler.trace(folder, profiler_options=options):
        for number in range(STEPS):
            with jax.profiler.StepTraceAnnotation("train", step_num=number):
                params = jax.block_until_ready(train_step(params, x, y))
                jax.block_until_ready(settle(z))


def record_jax_sharded(folder: str) -> None:
    """Four devices, two by two: data and tensor parallel, layers in a scan and computed again."""
    os.environ["JAX_PLATFORMS"] = "cpu"
    os.environ["XLA_FLAGS"] = "--xla_force_host_platform_device_count=4"
    import jax
    import jax.numpy as jnp
    from jax.sharding import NamedSharding, PartitionSpec

    axes = (jax.sharding.AxisType.Auto,) * 2
    mesh = jax.make_mesh((2, 2), ("data", "model"), axis_types=axes)

    def layer(x, weights):
        first, second = weights
        with jax.named_scope("mlp"):
            return x + jnp.tanh(x @ first) @ second, None

    def loss(params, x, y):
        x, _ = jax.lax.scan(jax.checkpoint(layer), x, params)
        with jax.named_scope("loss"):
            return jnp.mean((x - y) ** 2)

    @jax.jit
    def train_step(params, x, y):
        gradients = jax.grad(loss)(params, x, y)
        return [param - 0.1 * gradient for param, gradient in zip(params, gradients, strict=True)]

    def placed(shape, *axes):
        return jax.device_put(jnp.ones(shape) / 100, NamedSharding(mesh, PartitionSpec(*axes)))

    params = [placed((3, 64, 128), None, None, "model"), placed((3, 128, 64), None, "model", None)]
    x, y = placed((64, 64), "data", None), placed((64, 64), "data", None)
    jax.block_until_ready(train_step(params, x, y))
    options = jax.profiler.ProfileOptions()
    options.python_tracer_level = 0
    with jax.profiler.trace(folder, profiler_options=options):
        for number in range(STEPS):
            with jax.profiler.StepTraceAnnotation("train", step_num=number):
                params = jax.block_until_ready(train_step(params, x, y))


def record_tensorflow(folder: str) -> None:
    import tensorflow as tf

    first, second = tf.Variable(tf.ones((128, 256))), tf.Variable(tf.ones((256, 64)))

    @tf.function(jit_compile=True)
    def train_step(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((tf.tanh(x @ first) @ second - y) ** 2)
        for variable, gradient in zip((first, second), tape.gradient(loss, (first, second)), strict=True):
            variable.assign_sub(0.1 * gradient)
        return loss

    x, y = tf.ones((64, 128)), tf.ones((64, 64))
    train_step(x, y).numpy()
    tf.profiler.experimental.start(folder, tf.profiler.experimental.ProfilerOptions(python_tracer_level=0))
    for number in range(STEPS):
        with tf.profiler.experimental.Trace("train", step_num=number, _r=1):
            train_step(x, y).numpy()
    tf.profiler.experimental.stop()


def record_torch_xla(folder: str) -> None:
    os.environ["PJRT_DEVICE"] = "CPU"
    import torch
    import torch_xla
    from torch_xla.debug import profiler

    device = torch_xla.device()
    first = torch.ones(128, 256, device=device, requires_grad=True)
    second = torch.ones(256, 64, device=device, requires_grad=True)
    optimizer = torch.optim.SGD([first, second], lr=0.1)
    x, y = torch.ones(64, 128, device=device), torch.ones(64, 64, device=device)

    def train_step():
        optimizer.zero_grad()
        ((torch.tanh(x @ first) @ second - y) ** 2).mean().backward()
        optimizer.step()
        torch_xla.sync(wait=True)

    for _ in range(3):
        train_step()
    profiler.start_trace(folder)
    for _ in range(STEPS):
        train_step()
    profiler.stop_trace()


RECORDERS = {
    "jax": record_jax,
    "jax-sharded": record_jax_sharded,
    "tensorflow": record_tensorflow,
    "torch-xla": record_torch_xla,
}

if __name__ == "__main__":
    RECORDERS[sys.argv[1]](sys.argv[2])
