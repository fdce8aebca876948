namespace LuthienProxy.Host.Tests.Support;

/// <summary>Specs that measure the process or own its console: they run when no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
