using System.Net.Security;
using System.Net.Sockets;

namespace LuthienProxy.LoadTest.Http;

/// <summary>One connection. While nothing comes it holds no buffer: it waits with an empty read, and borrows one when there is something.</summary>
/// <remarks>Used by one call at a time; <see cref="Abort"/> may come from anywhere.</remarks>
sealed class Connection : IDisposable
{
    const int SmallWindow = 4096;

    readonly Socket _socket;
    Stream? _stream;

    /// <summary>A connection that is not open yet.</summary>
    /// <param name="target">Where it will lead.</param>
    /// <param name="isSlow">Whether its reader is slow: then the kernel holds little for it, so that the target feels it.</param>
    public Connection(Target target, bool isSlow)
    {
        _socket = new(target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (isSlow)
            _socket.ReceiveBufferSize = SmallWindow;
        IsSlow = isSlow;
    }

    /// <summary>Whether it was made for a slow reader.</summary>
    public bool IsSlow { get; }

    /// <summary>Whether it has been opened.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Opens it.</summary>
    public async ValueTask OpenAsync(Target target, CancellationToken cancellation)
    {
        await _socket.ConnectAsync(target.Address, cancellation);
        _stream = new NetworkStream(_socket, ownsSocket: false);
        if (target.IsSecure)
        {
            var secure = new SslStream(_stream);
            _stream = secure;
            await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = target.Base.IdnHost }, cancellation);
        }
        IsOpen = true;
    }

    /// <summary>Sends a request.</summary>
    public ValueTask SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellation) => _stream!.WriteAsync(request, cancellation);

    /// <summary>Waits until there is something to read, or the end; reads nothing.</summary>
    public ValueTask<int> WaitAsync(CancellationToken cancellation) => ReadAsync(Memory<byte>.Empty, cancellation);

    /// <summary>Reads what is there; 0 at the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellation) => _stream!.ReadAsync(buffer, cancellation);

    /// <summary>Ends whatever waits on it.</summary>
    public void Abort() => _socket.Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream?.Dispose();
        _socket.Dispose();
    }
}
