using Xunit;

// Some tests count allocations or own guarded memory; and the kernels are what is tested, not their company.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
