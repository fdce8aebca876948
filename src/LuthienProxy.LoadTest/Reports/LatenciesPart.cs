namespace LuthienProxy.LoadTest.Reports;

/// <summary>All latencies of a run.</summary>
/// <param name="FirstToken">From the provider's first byte to the client's first token.</param>
/// <param name="Transit">From a delta's leaving the provider to its coming to the client.</param>
/// <param name="Stream">From the request to the end of a stream.</param>
/// <param name="BodyTransit">From the provider's first byte to the client's last, of answers that were not streamed.</param>
/// <param name="Body">From the request to the end of an answer that was not streamed.</param>
sealed record LatenciesPart(LatencyPart FirstToken, LatencyPart Transit, LatencyPart Stream, LatencyPart BodyTransit, LatencyPart Body);
