using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace LuthienProxy.Benchmarks.Compare.Load;

/// <summary>One client connection that is kept alive over many requests.</summary>
sealed class LoadConnection : IDisposable
{
    readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    readonly byte[] _request;
    readonly byte[] _buffer;
    readonly ExpectedAnswer _expected;
    readonly AnswerReader _reader;
    readonly LoadTally _tally;
    long _firstToken;

    public LoadConnection(byte[] request, ExpectedAnswer expected, LoadTally tally, int bufferSize = 4096)
    {
        _request = request;
        _expected = expected;
        _tally = tally;
        _buffer = GC.AllocateUninitializedArray<byte>(bufferSize);
        _reader = new(OnBody);
    }

    /// <summary>When the first token of the last answer came.</summary>
    public long FirstTokenAt => _firstToken;

    /// <summary>Hears of each read that brought something.</summary>
    public Action? Received { get; init; }

    public ValueTask ConnectAsync(IPEndPoint server, CancellationToken cancellation) => _socket.ConnectAsync(server, cancellation);

    /// <summary>Sends the request and reads its answer; false when the answer was not whole or not as expected.</summary>
    public async ValueTask<bool> CallAsync(CancellationToken cancellation)
    {
        _reader.Reset();
        _firstToken = 0;
        await _socket.SendAsync(_request, cancellation);
        while (!_reader.IsDone)
        {
            var count = await _socket.ReceiveAsync(_buffer, cancellation);
            Received?.Invoke();
            var before = _reader.BodyBytes;
            _reader.Take(_buffer.AsSpan(0, count));
            if (count == 0 || _reader.IsBroken)
            {
                _tally.Fail($"{(count == 0 ? "connection closed" : "unexpected bytes")} after {_reader.BodyBytes} of {_expected.Length} body bytes; head: {_reader.Head}");
                return false;
            }
            _tally.Add(_reader.BodyBytes - before);
        }
        if (_reader.BodyBytes == _expected.Length)
            _tally.Complete();
        else
            _tally.Fail($"the answer ended after {_reader.BodyBytes} of {_expected.Length} body bytes");
        return _reader.BodyBytes == _expected.Length;
    }

    public void Dispose() => _socket.Dispose();

    bool OnBody(int offset, ReadOnlySpan<byte> part)
    {
        if (_firstToken == 0 && offset + part.Length >= _expected.FirstToken)
            _firstToken = Stopwatch.GetTimestamp();
        return _expected.Matches(offset, part);
    }
}
