using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Storage.Rows;

/// <summary>The words that columns hold, in one place.</summary>
static class RowWords
{
    /// <summary><c>transactions.state</c> of a call that has not ended.</summary>
    public const string Open = "open";

    /// <summary><c>transactions.kind</c>.</summary>
    public static string OfKind(CallKind kind) => CallKindWords.Of(kind);

    /// <summary><c>transactions.state</c> of a call that has ended; the same word is the terminal event's type.</summary>
    public static string OfState(TransactionEnded end) => EventCodec.TypeOf(end);
}
