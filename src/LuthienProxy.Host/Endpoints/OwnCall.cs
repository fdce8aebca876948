using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Endpoints;

/// <summary>What the gateway itself asks a model, as a client would.</summary>
/// <param name="Format">The wire format that it is asked in.</param>
/// <param name="Path">The path that a client would ask.</param>
/// <param name="Headers">The headers that a client would send.</param>
/// <param name="Body">The request's body.</param>
/// <param name="Policies">The policies that it runs under.</param>
/// <param name="Client">Takes the answer.</param>
sealed record OwnCall(
    IWireFormat Format, string Path, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body, ActiveChain Policies, IClientChannel Client);
