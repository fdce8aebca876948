namespace Luthien.Actors.Tests;

/// <summary>Specs that measure or want every core: they run when no other does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
