namespace LuthienProxy.Protocol.Wire;

/// <summary>An error before the answer began, in a format's own form.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="Body">The JSON body, UTF-8.</param>
public readonly record struct HttpError(int Status, ReadOnlyMemory<byte> Body);
