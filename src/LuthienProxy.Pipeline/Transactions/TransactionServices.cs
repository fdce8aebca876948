using Luthien.Streams;
using LuthienProxy.Pipeline.Upstreams;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>What every transaction uses and none owns. Immutable, thread-safe.</summary>
sealed record TransactionServices(TransactionOptions Options, UpstreamConnector Connector, IMaterializer Materializer, TimeProvider Time, ILogger Log);
