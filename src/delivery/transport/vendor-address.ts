/**
 * Where a request goes when vendor simulators stand in for the internet: to theirs, with the host it was meant for in
 * front of its path: `http://127.0.0.1:9090/graph.facebook.com/v24.0/…`.
 */
export function vendorAddress(vendors: URL, url: URL): URL {
  const address = new URL(vendors);
  address.pathname = `${vendors.pathname.replace(/\/$/, '')}/${url.host}${url.pathname}`;
  address.search = url.search;
  address.hash = '';
  return address;
}
