using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Retention;

namespace LuthienProxy.Host.Journal;

/// <summary>What an archive took in or gave back.</summary>
/// <param name="File">The archive's name; null when there was nothing to archive.</param>
/// <param name="Transactions">How many calls are complete in it (archive), or on record now (import).</param>
/// <param name="Events">How many events they have.</param>
/// <param name="Left">The calls that could not be.</param>
/// <param name="Next">The <c>after</c> of the request that goes on; null when there is nothing more.</param>
sealed record ArchiveView(string? File, int Transactions, long Events, IReadOnlyList<string> Left, string? Next)
{
    public static ArchiveView Of(string file, ArchiveReport report, TransactionId? next) =>
        new(file, report.Transactions.Count, report.Events, [.. report.Left.Select(id => id.ToString())], next?.ToString());
}
