using System.Reflection;
using Xunit.Sdk;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>Runs a theory in each wire format; with <see cref="Streaming"/> also both streamed and not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EachFormatAttribute : DataAttribute
{
    /// <summary>Whether the theory's second parameter says if a stream is asked for.</summary>
    public bool Streaming { get; init; }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from api in Enum.GetValues<SimulatorApi>()
        from stream in Streaming ? new object[][] { [false], [true] } : [[]]
        select (object[])[api, .. stream];
}
