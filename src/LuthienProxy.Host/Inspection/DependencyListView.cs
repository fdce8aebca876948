namespace LuthienProxy.Host.Inspection;

/// <summary>What the gateway needs from others.</summary>
/// <param name="Dependencies">One by one.</param>
sealed record DependencyListView(IReadOnlyList<DependencyView> Dependencies);
