namespace LuthienProxy.LoadTest.Http;

/// <summary>Where in a response the next byte belongs.</summary>
enum HttpPart
{
    /// <summary>Status line and headers.</summary>
    Head,

    /// <summary>The line before a chunk.</summary>
    ChunkSize,

    /// <summary>A chunk.</summary>
    Chunk,

    /// <summary>The line end behind a chunk.</summary>
    ChunkEnd,

    /// <summary>What stands behind the last chunk.</summary>
    Trailer,

    /// <summary>A body of known length.</summary>
    Sized,

    /// <summary>A body that ends with the connection.</summary>
    Unsized,

    /// <summary>Nothing: the response is whole.</summary>
    Done,

    /// <summary>Nothing: it is not HTTP.</summary>
    Broken,
}
