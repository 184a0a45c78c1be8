"""The functions of JAX that are jitted themselves: their names are no layers of a program that calls them."""

from typing import Final

# Those of jax/_src/{numpy,nn,lax,random,scipy,image} that bear @jit, of jax 0.4 to 0.12; without those that a layer may
# well be called, such as `block` and `norm`.
JITTED: Final = frozenset(
    """
    _algorithm_11_1_1 _argmax _argmin _argsort _average _ball _bernoulli _beta _binom _binomial _binomial_inversion
    _broadcast_arrays _broadcast_to _btrs _calc_P_Q _call_vectorized _categorical _cauchy _chisquare _cho_solve
    _cholesky _complex_loggamma_scipy _conv _cumsum_with_promotion _cumulative_reduction _diag _dirichlet
    _double_sided_maxwell _eigh _einsum _erfcinv_impl _expn _expn_jvp _exponential _flip _gamma _gamma_approx
    _gather _gaussian_kernel_eval _gen_associated_legendre _gen_derivatives _generalized_normal _geometric
    _geomspace _gumbel _horner _hyp1f1_a_derivative _hyp1f1_b_derivative _hyp1f1_x_derivative _hyp2f1_a_derivative
    _hyp2f1_b_derivative _hyp2f1_c_derivative _hyp2f1_x_derivative _ifft _in1d _interp _intersect1d_size
    _intersect1d_sorted_mask _laplace _lgamma_neg_reflection _lgamma_neg_root _lgamma_pos_large _lgamma_pos_small
    _linspace _log_f32 _logistic _lognormal _logspace _lu _lu_solve _map_coordinates _maxwell _mean _median
    _moveaxis _multi_slice _multivariate_normal _nanargmax _nanargmin _normal _normal_real _one_hot _orthogonal _pad
    _pareto _philox2x32_fold_in _philox2x32_random_bits _philox2x32_seed _philox2x32_split _philox4x32_fold_in
    _philox4x32_random_bits _philox4x32_seed _philox4x32_split _piecewise _pinv _poisson _poisson_approx
    _poisson_knuth _poisson_rejection _polar_2d _power _ptp _qr _quantile _rademacher _randint _rayleigh _reduce_all
    _reduce_any _reduce_bitwise_and _reduce_bitwise_or _reduce_bitwise_xor _reduce_logical_and _reduce_logical_or
    _reduce_logical_xor _reduce_max _reduce_min _reduce_minmax _reduce_prod _reduce_sum _rel_entr _rel_entr_jvp _rem
    _resize _rfft_transpose _roll_dynamic _roll_static _roots_no_zeros _roots_with_zeros _rsf2csf_2d _schur
    _searchsorted_compare_all_impl _searchsorted_scan_impl _searchsorted_sort_impl _setxor1d_size _shuffle _solve
    _solve_sylvester_2d _solve_triangular _sort _sph_harm _split _sqrtm _sqrtm_triu _squaring _squeeze _std _svd _t
    _take _threefry4x32_fold_in _threefry4x32_random_bits _threefry4x32_seed _threefry4x32_split _threefry_fold_in
    _threefry_random_bits_original _threefry_seed _threefry_split _threefry_split_foldlike _threefry_split_original
    _triangular _truncated_normal _uniform _unique_sorted_mask _var _wald _weibull_min _where abs absolute acos
    acosh allclose angle arccos arccosh arcsin arcsinh arctan arctan2 arctanh argpartition argsort around asin asinh
    atan atan2 atanh atleast_1d atleast_2d atleast_3d bessel_jn bitwise_count bitwise_invert bitwise_left_shift
    bitwise_not bitwise_right_shift block_diag cbrt cdf ceil celu cholesky clip cond conjugate convolution_matrix
    convolve copysign corrcoef correlate cos cosh count_nonzero cov cross cumprod cumsum deg2rad det dft diagonal
    diff digitize divmod dot dynamic_index_in_dim dynamic_update_index_in_dim ediff1d eigh eigh_tridiagonal eigvals
    eigvalsh elu entropy equal exp exp2 expi expi_jvp expm expm1 expm_frechet expn expn_jvp fabs fft float_power
    floor floor_divide fmax fmin fmod fori_loop frexp gammasgn gcd gelu glu greater greater_equal hadamard
    hard_sigmoid hard_silu hard_tanh heaviside helmert hessenberg hilbert hyp1f1 hyp2f1 hypot i0 imag
    integrate_box_1d inv invert invhilbert invpascal isclose iscomplex isfinite isinf isnan isreal kron lcm ldexp
    leaky_relu left_shift less less_equal lexsort lgamma_impl log log10 log1mexp log1p log2 log_sigmoid log_softmax
    logcdf logical_not logmeanexp logpdf logpmf logsf logsumexp lu lu_factor lu_solve matmul matrix_power
    matrix_rank matvec median mish modf nan_to_num nancumprod nancumsum nanmax nanmean nanmedian nanmin
    nanpercentile nanprod nanquantile nanstd nansum nanvar nextafter not_equal one_hot packbits pascal percentile
    polar polyadd polyder polyfit polyint polysub polyval put_along_axis qr quantile rad2deg rankdata ravel real
    reciprocal reduceat relu relu6 remainder right_shift rint rollaxis rot90 round rsf2csf searchsorted selu sici
    sici_jvp sigmoid sign signbit silu sin sinc sincospisquaredhalf sinh slogdet soft_sign softmax softplus solve
    solve_sylvester sort sort_complex spacing sparse_plus sparse_sigmoid sqrt square squareplus svd swapaxes
    take_along_axis tan tanh threefry_2x32 top_k trace trapezoid tril triu true_divide trunc unpackbits unstack
    unwrap vander vdot vecmat
    """.split()
)
