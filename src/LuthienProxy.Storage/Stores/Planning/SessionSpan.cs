using System.Runtime.InteropServices;

namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>When calls of a session began.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct SessionSpan(string SessionId, DateTimeOffset First, DateTimeOffset Last)
{
    internal SessionSpan With(DateTimeOffset at) => this with { First = at < First ? at : First, Last = at > Last ? at : Last };
}
