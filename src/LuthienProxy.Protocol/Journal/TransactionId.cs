using System.Diagnostics.CodeAnalysis;

namespace LuthienProxy.Protocol.Journal;

/// <summary>The one name of a call, in code, logs, records, API and pages. Ids sort by the time they were made (UUID version 7, RFC 9562).</summary>
/// <param name="Value">The UUID.</param>
public readonly record struct TransactionId(Guid Value)
{
    /// <summary>A new id at the clock's present time.</summary>
    public static TransactionId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <summary>Reads an id back: exactly 32 lower-case hexadecimal digits, nothing else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TransactionId id)
    {
        var isId = Guid.TryParseExact(text, "N", out var value);
        id = new(value);
        // The framework's parser takes white space and capitals too; an id has one spelling only.
        return isId && text == id.ToString();
    }

    /// <summary>The id as 32 lower-case hexadecimal digits: safe in paths, logs, SQL and file names.</summary>
    public override string ToString() => Value.ToString("N");
}
