using System.Security.Cryptography;
using System.Text;

namespace LuthienProxy.Storage.Migrations;

/// <summary>One step of the schema, as its file says it. Immutable.</summary>
public sealed record Migration
{
    const int NumberLength = 4;

    /// <summary>Takes a file's name (<c>0001_create_journal.sql</c>) and text.</summary>
    /// <exception cref="FormatException">The name is not of this form.</exception>
    public Migration(string folder, string fileName, string sql)
    {
        var stem = Path.GetFileNameWithoutExtension(fileName);
        if (stem.Length < NumberLength + 2 || stem[NumberLength] != '_' || !int.TryParse(stem[..NumberLength], out var number) || number < 1)
            throw new FormatException($"A migration's file is named like 0001_create_journal.sql, not {fileName}.");
        Number = number;
        Name = stem[(NumberLength + 1)..];
        File = $"{folder}/{fileName}";
        // Git may turn line ends on the way to a working copy: they must not make another migration of it.
        Sql = sql.ReplaceLineEndings("\n").TrimStart('\uFEFF');
        Checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));
    }

    /// <summary>Its place in the order, from 1.</summary>
    public int Number { get; }

    /// <summary>What it does, in the file's words.</summary>
    public string Name { get; }

    /// <summary>The file below the repository's top folder.</summary>
    public string File { get; }

    /// <summary>What it runs.</summary>
    public string Sql { get; }

    /// <summary>SHA-256 of the text, whatever its line ends, as 64 hexadecimal digits.</summary>
    public string Checksum { get; }
}
