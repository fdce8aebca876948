namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>One gateway for all of them, one test after the other: they ask how long things take.</summary>
[CollectionDefinition(nameof(CommandLineCollection), DisableParallelization = true)]
public sealed class CommandLineCollection : ICollectionFixture<CommandLineHouse>;
