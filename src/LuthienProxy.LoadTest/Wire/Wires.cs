using System.Diagnostics;
using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Wire;

/// <summary>The reader of each format.</summary>
static class Wires
{
    public static IWire Of(WireFormat format) => format switch
    {
        WireFormat.Chat => ChatWire.Instance,
        WireFormat.Responses => ResponsesWire.Instance,
        WireFormat.Messages => MessagesWire.Instance,
        _ => throw new UnreachableException(),
    };
}
