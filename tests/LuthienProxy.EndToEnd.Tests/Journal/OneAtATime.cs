namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary>Tests that need the machine for themselves: each runs a gateway, a database server and up to 200 streams.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;
