// Who is signed in: { memberId, agencyId, unitId, roles, expiresAt, agency }.
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export const ViewerContext = createContext(null);

export function useViewer() {
  return useContext(ViewerContext);
}
