namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>How bytes are stored. The numbers are on record: they never change their meaning.</summary>
public enum BodyEncoding : byte
{
    /// <summary>As they are.</summary>
    Plain = 0,

    /// <summary>Brotli (RFC 7932).</summary>
    Brotli = 1,

    /// <summary>Raw DEFLATE (RFC 1951).</summary>
    Deflate = 2,
}
