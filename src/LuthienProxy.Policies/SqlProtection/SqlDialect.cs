namespace LuthienProxy.Policies.SqlProtection;

/// <summary>Where databases read the same text differently. What one of them takes for a comment or a string, another runs.</summary>
/// <param name="Escapes">Whether a backslash in a string is an escape.</param>
/// <param name="Hashes">Whether <c>#</c> begins a comment.</param>
/// <param name="DashNeedsSpace">Whether <c>--</c> begins a comment only before white space.</param>
/// <param name="Dollars">Whether <c>$tag$ … $tag$</c> is a string.</param>
/// <param name="Brackets">Whether <c>[ … ]</c> is a quoted name.</param>
sealed record SqlDialect(bool Escapes, bool Hashes, bool DashNeedsSpace, bool Dollars, bool Brackets)
{
    static readonly SqlDialect[] All =
    [
        // PostgreSQL and standard SQL.
        new(Escapes: false, Hashes: false, DashNeedsSpace: false, Dollars: true, Brackets: false),
        // MySQL and MariaDB.
        new(Escapes: true, Hashes: true, DashNeedsSpace: true, Dollars: false, Brackets: false),
        // SQLite and SQL Server.
        new(Escapes: false, Hashes: false, DashNeedsSpace: false, Dollars: false, Brackets: true),
    ];

    /// <summary>The ways in which a text may be read: one, where nothing in it is read differently.</summary>
    public static IReadOnlyList<SqlDialect> Of(string sql) => sql.AsSpan().IndexOfAny("\\#$[") < 0 && !sql.Contains("--", StringComparison.Ordinal) ? All[..1] : All;
}
