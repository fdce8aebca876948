using System.Reflection;
using Xunit.Sdk;

namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>Runs a theory with each <see cref="AgentKind"/>, and with each of the values behind it.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class EachAgentAttribute(params string[] values) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => values.Length == 0
        ? Enum.GetValues<AgentKind>().Select(agent => new object[] { agent })
        : Enum.GetValues<AgentKind>().SelectMany(agent => values.Select(value => new object[] { agent, value }));
}
