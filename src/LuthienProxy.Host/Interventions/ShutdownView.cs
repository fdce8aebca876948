namespace LuthienProxy.Host.Interventions;

/// <summary>The end that a gateway was told to come to.</summary>
/// <param name="Node">The node that ends.</param>
/// <param name="DrainMs">How long running calls may finish.</param>
/// <param name="OpenCalls">Calls that run.</param>
sealed record ShutdownView(string Node, long DrainMs, int OpenCalls);
