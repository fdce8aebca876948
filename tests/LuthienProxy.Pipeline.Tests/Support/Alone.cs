namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>Specs that look at the whole process: they run when no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
