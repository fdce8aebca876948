using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Rows;

/// <summary>4200–4249: rows and what they are made of.</summary>
static partial class RowLog
{
    [LoggerMessage(4200, LogLevel.Warning, "Call {TransactionId} holds something of type {Shape}, which is not known here ({Size} bytes of request): kept as it came, searched for strings")]
    public static partial void UnknownShape(ILogger logger, string transactionId, string shape, int size);

    [LoggerMessage(4201, LogLevel.Error, "{Count} events of call {TransactionId} on record cannot be read; the first is event {Sequence} of type {Type}: {Reason}")]
    public static partial void Unreadable(ILogger logger, string transactionId, int count, int sequence, string type, string reason);

    [LoggerMessage(4202, LogLevel.Warning, "A part of the request of call {TransactionId} is no longer on record")]
    public static partial void MissingBody(ILogger logger, string transactionId);
}
