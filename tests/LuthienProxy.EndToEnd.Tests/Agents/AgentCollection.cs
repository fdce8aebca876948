namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>The tests that run agents: one gateway for all, one agent at a time.</summary>
[CollectionDefinition(Name)]
public sealed class AgentCollection : ICollectionFixture<AgentHouse>
{
    public const string Name = "Agents";
}
