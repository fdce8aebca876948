namespace Luthien.Actors;

/// <summary>Puts phases into an order in which each comes after those it depends on.</summary>
static class PhaseOrder
{
    internal static IReadOnlyList<ShutdownPhase> Of(IReadOnlyList<ShutdownPhase> phases)
    {
        var byName = new Dictionary<string, ShutdownPhase>(StringComparer.Ordinal);
        foreach (var phase in phases)
        {
            if (!byName.TryAdd(phase.Name, phase))
                throw new ArgumentException($"There are two phases '{phase.Name}'", nameof(phases));
        }

        var order = new List<ShutdownPhase>(phases.Count);
        var visiting = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phase in phases)
            Visit(phase.Name, byName, visiting, order);
        return order;
    }

    static void Visit(string name, Dictionary<string, ShutdownPhase> byName, HashSet<string> visiting, List<ShutdownPhase> order)
    {
        if (!byName.TryGetValue(name, out var phase))
            throw new ArgumentException($"A phase depends on '{name}', which does not exist", nameof(byName));
        if (order.Contains(phase))
            return;
        if (!visiting.Add(name))
            throw new ArgumentException($"The phases depend on each other in a circle through '{name}'", nameof(byName));
        foreach (var dependency in phase.DependsOn)
            Visit(dependency, byName, visiting, order);
        order.Add(phase);
    }
}
